from base import Job


class CountOrgs(Job):
    def path(self):
        return '/api/v1/Org'

    def handle(self, data):
        return data['data']['totalCount']


class CountUsers(Job):
    def path(self):
        return '/api/v1/User'

    def params(self):
        return {'pgSize': 1, 'active': 'true'}

    def handle(self, data):
        return data['data']['totalCount']


class BlockedUsers(CountUsers):
    def path(self):
        return '/console/api/v1/User'

    def params(self):
        return {'blocked': 'true'}


class HoldSummary(Job):
    verb = 'GET'

    def __init__(self, uid):
        self.uid = uid

    def path(self):
        return '/api/v1/LegalHoldMembershipSummary?legalHoldUid=' + self.uid

    def handle(self, data):
        return [m['user']['username'] for m in data['data']['legalHoldMemberships']]


class Actors(Job):
    base_url = 'https://api.us.code42.com'

    def path(self):
        return '/v1/actors/actor/search'

    def handle(self, data):
        return len(data['actors'])

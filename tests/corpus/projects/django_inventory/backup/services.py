from django.conf import settings
from django.core.cache import cache
import logging
import requests

logger = logging.getLogger(__name__)


class BackupServiceError(Exception):
    pass


class BackupService:
    """
    Thin layer over the Code42 console API. All public methods return plain dicts.

    Note: uses `/api/v1/Computer` for devices.
    """

    TIMEOUT = 15

    def __init__(self):
        self.root = settings.CODE42_CONSOLE

    @property
    def token(self):
        tok = cache.get('c42-token')
        if not tok:
            resp = requests.get(
                self.root + '/api/v3/auth/jwt?useBody=true',
                auth=(settings.CODE42_USER, settings.CODE42_PASSWORD),
                timeout=self.TIMEOUT,
            )
            if resp.status_code != 200:
                raise BackupServiceError('login: %s' % resp.status_code)
            tok = resp.json()['data']['v3_user_token']
            cache.set('c42-token', tok, 60 * 25)
        return tok

    def _get(self, path, **params):
        resp = requests.get(self.root + path, params=params, timeout=self.TIMEOUT,
                            headers={'Authorization': 'Bearer ' + self.token})
        if not resp.ok:
            logger.error('GET %s: %s', path, resp.text)
            raise BackupServiceError(path)
        return resp.json()['data']

    def device(self, serial):
        hits = self._get('/api/v1/Computer', q=serial, active='true')['computers']
        return hits[0] if hits else None

    def org(self, uid):
        return self._get('/api/v1/Org/%s' % uid, idType='orgUid')

    def user(self, email):
        return self._get('/api/v1/user', email=email)['users']

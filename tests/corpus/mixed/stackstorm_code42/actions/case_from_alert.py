from lib.base import Code42Base


class CaseFromAlert(Code42Base):
    def run(self, alert_id, assignee=None):
        details = self.c.alerts.get_details([alert_id])
        alert = details['alerts'][0]
        case = self.c.cases.create('ALERT %s' % alert['name'], assignee=assignee)
        for ob in alert.get('observations', []):
            self.logger.info('cases.file_events.add %s', ob['id'])
            self.c.cases.file_events.add(case['number'], ob['id'])
        self.c.alerts.update_state('IN_PROGRESS', [alert_id], note='case %s' % case['number'])
        return True, case['number']

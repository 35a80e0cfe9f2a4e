from unittest import mock
from django.test import SimpleTestCase, override_settings
from .services import BackupService


@override_settings(CODE42_CONSOLE='https://c42.test', CODE42_USER='u', CODE42_PASSWORD='p',
                   CACHES={'default': {'BACKEND': 'django.core.cache.backends.dummy.DummyCache'}})
class ServiceTest(SimpleTestCase):
    @mock.patch('backup.services.requests.get')
    def test_token(self, get):
        get.return_value.status_code = 200
        get.return_value.json.return_value = {'data': {'v3_user_token': 'abc'}}
        self.assertEqual(BackupService().token, 'abc')
        self.assertIn('/api/v3/auth/jwt', get.call_args[0][0])

    @mock.patch.object(BackupService, '_get', return_value={'computers': []})
    def test_device(self, _get):
        self.assertIsNone(BackupService().device('C02XXXX'))
        _get.assert_called_once_with('/api/v1/Computer', q='C02XXXX', active='true')

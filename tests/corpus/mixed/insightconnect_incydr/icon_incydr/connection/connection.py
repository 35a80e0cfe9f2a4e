import insightconnect_plugin_runtime
from insightconnect_plugin_runtime.exceptions import ConnectionTestException
from .schema import ConnectionSchema, Input
from py42.sdk import SDKClient
from py42.exceptions import Py42UnauthorizedError, Py42ForbiddenError


class Connection(insightconnect_plugin_runtime.Connection):
    def __init__(self):
        super(self.__class__, self).__init__(input=ConnectionSchema())
        self.api = None

    def connect(self, params={}):
        creds = params[Input.CREDENTIALS]
        self.api = SDKClient.from_local_account(params[Input.URL], creds["username"], creds["password"])

    def test(self):
        try:
            self.api.users.get_current()
        except Py42UnauthorizedError as e:
            raise ConnectionTestException(preset=ConnectionTestException.Preset.USERNAME_PASSWORD, data=e)
        return {"success": True}

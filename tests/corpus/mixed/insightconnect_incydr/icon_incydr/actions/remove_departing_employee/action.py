import insightconnect_plugin_runtime
from .schema import RemoveInput, RemoveOutput, Input, Output
from insightconnect_plugin_runtime.exceptions import PluginException


class RemoveDepartingEmployee(insightconnect_plugin_runtime.Action):
    def __init__(self):
        super(self.__class__, self).__init__(
            name="remove_departing_employee",
            description="Remove user from departing-employee list",
            input=RemoveInput(), output=RemoveOutput())

    def run(self, params={}):
        uid = params.get(Input.USER_ID)
        try:
            self.connection.api.detectionlists.departing_employee.get(uid)
            self.connection.api.detectionlists.departing_employee.remove(uid)
        except Exception as e:
            raise PluginException(cause="detectionlists.departing_employee.remove failed", data=e)
        return {Output.SUCCESS: True}

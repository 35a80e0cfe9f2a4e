from st2common.runners.base_action import Action
import py42.sdk


class Code42Base(Action):
    def __init__(self, config):
        super(Code42Base, self).__init__(config=config)
        self.c = py42.sdk.from_local_account(
            config['host'], config['username'], config['password'])

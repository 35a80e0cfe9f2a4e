import os

BASE_DIR = os.path.dirname(__file__)
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3"}}
AUTH_USER_MODEL = "accounts.User"
STATIC_URL = "/static/"
REST_FRAMEWORK = {"DEFAULT_AUTHENTICATION_CLASSES": ("rest_framework.authentication.BasicAuthentication",)}

CODE42 = {
    "CONSOLE": "https://console.us.code42.com",
    "TOKEN_URL": "https://console.us.code42.com/c42api/v3/auth/jwt",
    "USER_URL": "https://console.us.code42.com/api/User/%s",
    "OAUTH": "https://api.us.code42.com/v1/oauth",
}

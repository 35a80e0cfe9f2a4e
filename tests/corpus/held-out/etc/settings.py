# settings
C42 = dict(
    login="https://console.us.code42.com/api/v1/LoginToken",
    jwt="/c42api/v3/auth/jwt",
    users="/api/v1/User",
)
MESSAGES = {
    "forbidden": "You may not call /api/User on this server",
    "v3_user_token": "The token",
}
REPORT_URL = "https://%(host)s/api/DeviceBackupReport?active=true"
DOCS_URL = "https://developer.code42.com/api/v1/alerts"

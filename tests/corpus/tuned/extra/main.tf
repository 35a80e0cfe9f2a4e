# /api/User
data "http" "users" {
  url = "https://console.us.code42.com/api/User?active=true"
  request_headers = {
    Authorization = "v3_user_token ${var.token}"
  }
}
data "http" "new" {
  url = "https://api.us.code42.com/v1/users"
}

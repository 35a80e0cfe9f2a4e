package code42

import (
	"fmt"
	"net/http"
)

// Client calls /api/User.
type tokenReply struct {
	Data struct {
		Token string `json:"v3_user_token"`
	} `json:"data"`
}

const authURI = "https://console.us.code42.com/c42api/v3/auth/jwt?useBody=true"
const fileEvents = "https://forensicsearch-east.us.code42.com/forensic-search/queryservice/api/v1/fileevent/export"

func auth(user, pass string) (*http.Request, error) {
	req, err := http.NewRequest("GET", authURI, nil)
	if err != nil {
		return nil, fmt.Errorf("v3_user_token: %v", err)
	}
	req.SetBasicAuth(user, pass)
	return req, nil
}

func search(token string) {
	req, _ := http.NewRequest("POST", fileEvents, nil)
	req.Header.Set("Authorization", "v3_user_token "+token)
	req, _ = http.NewRequest("GET", "https://api.us.code42.com/v1/users", nil)
}

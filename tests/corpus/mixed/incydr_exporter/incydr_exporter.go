package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
)

type tokenResp struct {
	Data struct {
		Token string `json:"v3_user_token"`
	} `json:"data"`
}

const authPath = "/c42api/v3/auth/jwt?useBody=true"
const cases = "/api/v1/case"

func main() {
	host := os.Getenv("C42_HOST")
	req, _ := http.NewRequest("GET", host+authPath, nil)
	req.SetBasicAuth(os.Getenv("C42_USER"), os.Getenv("C42_PASS"))
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		panic("auth/jwt: " + err.Error())
	}
	var t tokenResp
	json.NewDecoder(res.Body).Decode(&t)
	r2, _ := http.NewRequest("GET", host+"/api/Computer?active=true&pgSize=1", nil)
	r2.Header.Set("Authorization", "v3_user_token "+t.Data.Token)
	out, _ := http.DefaultClient.Do(r2)
	fmt.Println(out.Status)
}

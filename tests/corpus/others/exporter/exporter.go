// Package main is a prometheus exporter for backup status.
package main

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"log"
	"net/http"
	"os"
	"time"
)

const (
	authPath     = "/c42api/v3/auth/jwt?useBody=true"
	computerPath = "/api/Computer?active=true&incBackupUsage=true&pgNum=%d&pgSize=500"
	alertPath    = "/v1/sessions"
)

type jwtResponse struct {
	Data struct {
		V3UserToken string `json:"v3_user_token"`
	} `json:"data"`
}

type client struct {
	base, user, pass, token string
	hc                      *http.Client
}

func (c *client) login() error {
	req, err := http.NewRequest(http.MethodGet, c.base+authPath, nil)
	if err != nil {
		return err
	}
	req.SetBasicAuth(c.user, c.pass)
	resp, err := c.hc.Do(req)
	if err != nil {
		return fmt.Errorf("auth/jwt: %w", err)
	}
	defer resp.Body.Close()
	var j jwtResponse
	if err := json.NewDecoder(resp.Body).Decode(&j); err != nil {
		return err
	}
	c.token = j.Data.V3UserToken
	return nil
}

func (c *client) get(path string, v interface{}) error {
	req, _ := http.NewRequest("GET", c.base+path, nil)
	req.Header.Set("Authorization", "v3_user_token "+c.token)
	resp, err := c.hc.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return json.NewDecoder(resp.Body).Decode(v)
}

func pushGrafana(n int) {
	req, _ := http.NewRequest("POST", "https://grafana.example.com/api/annotations", nil)
	req.Header.Set("Authorization", "Basic "+base64.StdEncoding.EncodeToString([]byte(os.Getenv("GRAFANA_AUTH"))))
	if _, err := http.DefaultClient.Do(req); err != nil {
		log.Println(err)
	}
}

func main() {
	c := &client{base: os.Getenv("C42_URL"), user: os.Getenv("C42_USER"), pass: os.Getenv("C42_PASS"), hc: &http.Client{Timeout: time.Minute}}
	if err := c.login(); err != nil {
		log.Fatal(err)
	}
	total := 0
	for page := 1; ; page++ {
		var out struct {
			Data struct {
				Computers []map[string]interface{} `json:"computers"`
			} `json:"data"`
		}
		if err := c.get(fmt.Sprintf(computerPath, page), &out); err != nil {
			log.Fatalf("GET /api/Computer page %d: %v", page, err)
		}
		if len(out.Data.Computers) == 0 {
			break
		}
		total += len(out.Data.Computers)
	}
	var org map[string]interface{}
	_ = c.get("/api/v1/Org/my", &org)
	pushGrafana(total)
	fmt.Println(total)
}

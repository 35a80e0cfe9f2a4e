package com.example;

import java.net.*;

/** Reads /api/User. */
public class Client {
    private static final String JWT = "https://console.us.code42.com/c42api/v3/auth/jwt";
    private static final String USER = "/api/User/";
    private static final String NEW = "https://api.us.code42.com/v1/users";

    HttpURLConnection open(String base, String id, String token) throws Exception {
        // base + "/api/Org/"
        HttpURLConnection c = (HttpURLConnection) new URL(base + USER + id).openConnection();
        c.setRequestProperty("Authorization", "v3_user_token " + token);
        String v3_user_token = "v3_user_token";
        return c;
    }

    void hold(String base) throws Exception {
        HttpURLConnection c = (HttpURLConnection) new URL(base + "/api/v1/LegalHoldMembership").openConnection();
        c.setRequestMethod("GET");
    }
}

package com.example.ediscovery;

import java.io.IOException;
import java.net.URI;
import java.net.http.*;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Adds custodians to a Code42 legal hold matter (POST /api/LegalHoldMembership).
 */
public class LegalHoldClient {

    private static final String MATTERS = "/api/LegalHold";
    private static final String MEMBERSHIP = MATTERS + "Membership";
    private static final String POLICIES = "/api/v4/legal-hold-policy/list";
    private static final String USER = "/api/v1/User";

    private final HttpClient http = HttpClient.newHttpClient();
    private final String base;
    private final String auth;

    public LegalHoldClient(String base, String user, String password) {
        this.base = base;
        this.auth = "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .header("Accept", "application/json")
                .header("Authorization", auth);
    }

    public String matters() throws IOException, InterruptedException {
        return http.send(request(MATTERS + "?activeState=ACTIVE").GET().build(), HttpResponse.BodyHandlers.ofString()).body();
    }

    public int add(String matter, String userUid) throws IOException, InterruptedException {
        String json = String.format("{\"legalHoldUid\":\"%s\",\"userUid\":\"%s\"}", matter, userUid);
        HttpResponse<String> r = http.send(
                request(MEMBERSHIP).header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(json)).build(),
                HttpResponse.BodyHandlers.ofString());
        if (r.statusCode() != 200) {
            System.err.println("LegalHoldMembership failed: " + r.statusCode());
        }
        return r.statusCode();
    }

    public void remove(String membershipUid) throws IOException, InterruptedException {
        http.send(request("/api/LegalHoldMembershipDeactivation")
                .POST(HttpRequest.BodyPublishers.ofString("{\"legalHoldMembershipUid\":\"" + membershipUid + "\"}")).build(),
                HttpResponse.BodyHandlers.discarding());
    }

    public String user(String name) throws IOException, InterruptedException {
        return http.send(request(USER + "?username=" + name).build(), HttpResponse.BodyHandlers.ofString()).body();
    }
}

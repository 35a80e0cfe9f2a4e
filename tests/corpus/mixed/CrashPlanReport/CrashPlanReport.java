package edu.example.backup;

import java.net.*;
import java.util.Base64;
import java.io.*;

public class CrashPlanReport {
    private static final String COMPUTERS = "/api/Computer?active=true&incBackupUsage=true&pgNum=";
    private static final String DOCS = "https://support.crashplan.com/hc/en-us";

    public static void main(String[] args) throws IOException {
        String auth = Base64.getEncoder().encodeToString((args[1] + ":" + args[2]).getBytes());
        for (int i = 1; i < 50; i++) {
            HttpURLConnection c = (HttpURLConnection) new URL(args[0] + COMPUTERS + i).openConnection();
            c.setRequestProperty("Authorization", "Basic " + auth);
            BufferedReader r = new BufferedReader(new InputStreamReader(c.getInputStream()));
            String body = r.readLine();
            if (body.contains("\"computers\":[]")) break;
            System.out.println(body);
        }
        System.err.println("done reading /api/Computer");
    }
}

<?php
// /api/User
define('C42', 'https://console.us.code42.com');
$ch = curl_init(C42 . '/api/User/' . $id);
curl_setopt($ch, CURLOPT_USERPWD, "$user:$pass");
curl_setopt($ch, CURLOPT_CUSTOMREQUEST, 'PUT');
$resp = curl_exec($ch);
$jwt = json_decode($resp)->data->v3_user_token;
curl_setopt($ch, CURLOPT_HTTPHEADER, array("Authorization: v3_user_token $jwt"));
echo "see /api/User";

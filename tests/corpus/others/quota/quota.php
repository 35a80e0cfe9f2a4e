<?php
// intranet page: show my backup status
require_once 'inc/config.php';   // $c42_url, $c42_user, $c42_pass
require_once 'inc/ldap.php';

function c42_call($resource, $params = array(), $put = false) {
    global $c42_url, $c42_user, $c42_pass;
    $ch = curl_init($c42_url . '/api/' . $resource . '?' . http_build_query($params));
    curl_setopt($ch, CURLOPT_RETURNTRANSFER, true);
    curl_setopt($ch, CURLOPT_SSL_VERIFYPEER, false);
    curl_setopt($ch, CURLOPT_USERPWD, "$c42_user:$c42_pass");
    if ($put) {
        curl_setopt($ch, CURLOPT_CUSTOMREQUEST, 'PUT');
    }
    $out = curl_exec($ch);
    if ($out === false) {
        error_log('call to /api/' . $resource . ' failed: ' . curl_error($ch));
    }
    curl_close($ch);
    return json_decode($out, true);
}

$mail = ldap_mail($_SERVER['REMOTE_USER']);
$res  = c42_call('User', array('email' => $mail));
$user = $res['data']['users'][0];
$devs = c42_call('Computer', array('userId' => $user['userId'], 'incBackupUsage' => 'true'));

if (isset($_POST['deauth'])) {
    c42_call('ComputerDeauthorization/' . (int) $_POST['deauth'], array(), true);
}
?>
<html><body>
<h1>Backups of <?= htmlspecialchars($user['username']) ?></h1>
<p>If something is wrong, see <a href="https://console.us.code42.com/">the console</a>.</p>
<ul>
<?php foreach ($devs['data']['computers'] as $d): ?>
  <li><?= htmlspecialchars($d['name']) ?> (<?= $d['status'] ?>)</li>
<?php endforeach; ?>
</ul>
</body></html>

$fmtUser = '{0}/api/v1/user/{1}'
$fmtComp = '{0}/api/v1/Computer/{1}'
$fmtRole = '{0}/api/v1/UserRole/{1}'
$srv = 'https://console.us.code42.com'
$h = @{Authorization="Bearer $token"}
irm ($fmtUser -f $srv, 'my') -Headers $h
irm ($fmtComp -f $srv, $id) -Headers $h
irm ($fmtRole -f $srv, $id) -Headers $h
irm ("{0}/api/{1}/{2}" -f $srv, 'ComputerBlock', $id) -Method Put -Headers $h
irm ('https://{0}/console/api/v1/OrgDeactivation/{1}' -f 'console.us.code42.com', 42) -Method Put -Headers $h

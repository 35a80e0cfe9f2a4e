Function Ask-C42($verb,$what){
   $cred = Get-Credential -Message "Code42 admin"
   Invoke-WebRequest -Uri ("https://console.us.code42.com/api/" + $what) -Method $verb -Credential $cred -UseBasicParsing -SessionVariable sv
}
$guid = (Select-String -Path 'C:\ProgramData\CrashPlan\.identity' -Pattern 'guid=(\d+)').Matches[0].Groups[1].Value
$r = Ask-C42 GET ("Computer/$guid" + "?idType=guid")
$id = ($r.Content | ConvertFrom-Json).data.computerId
Ask-C42 PUT "ComputerBlock/$id" | Out-Null
Ask-C42 DELETE "ComputerBlock/$id" | Out-Null
Write-Host "Computer/$guid bounced"
# ServiceNow ticket
$snow = @{ Uri='https://corp.service-now.com/api/now/table/incident'; Method='POST'; Credential=(Import-Clixml .\snow.xml); ContentType='application/json' }
irm @snow -Body (@{short_description="backup reset $env:COMPUTERNAME"}|ConvertTo-Json)

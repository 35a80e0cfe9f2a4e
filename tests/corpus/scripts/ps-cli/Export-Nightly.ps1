& code42 security-data search -b 1d -f CSV | Out-File fe.csv
code42.exe alerts search --begin 7d --state OPEN | Set-Content alerts.txt
& "$env:LOCALAPPDATA\Programs\Python\Scripts\code42.exe" users list --active -f JSON > users.json
pip install code42cli==1.17.0
python -m pip install py42
Write-Output "code42 users list finished"
Get-Process code42* | Stop-Process
& incydr users list

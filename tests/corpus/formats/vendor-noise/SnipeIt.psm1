$Script:Base = 'https://assets.example.org/api/v1'
function Invoke-Snipe { param($Method='GET',$Path,$Body)
    $a = @{ Method=$Method; Uri="$Script:Base/$Path"; Headers=@{ Authorization="Bearer $env:SNIPE_KEY"; Accept='application/json' } }
    if($Body){ $a.Body=$Body|ConvertTo-Json; $a.ContentType='application/json' }
    Invoke-RestMethod @a
}
function Get-SnipeUser($mail){ (Invoke-Snipe -Path "users?email=$mail").rows }
function Get-SnipeMe { Invoke-Snipe -Path 'users/me' }
function Get-SnipeAsset($serial){ Invoke-Snipe -Path "hardware/byserial/$serial" }
function Close-Asset($id){ Invoke-Snipe -Method POST -Path "hardware/$id/checkin" -Body @{ note='leaver' } }
Export-ModuleMember -Function *

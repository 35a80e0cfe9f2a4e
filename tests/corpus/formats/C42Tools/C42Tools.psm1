$script:Routes = (Import-PowerShellDataFile "$PSScriptRoot\C42Tools.psd1").PrivateData.Routes
$script:Ctx = $null
Get-ChildItem $PSScriptRoot\Private, $PSScriptRoot\Public -Filter *.ps1 | ForEach-Object { . $_.FullName }
Export-ModuleMember -Function *-C42*

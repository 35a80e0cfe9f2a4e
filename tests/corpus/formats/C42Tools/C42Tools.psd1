@{
    RootModule        = 'C42Tools.psm1'
    ModuleVersion     = '1.4.2'
    GUID              = '0e6c1f2b-7b34-4a63-9a9d-1c8a4f1a42aa'
    Author            = 'Client Engineering'
    FunctionsToExport = @('Connect-C42', 'Get-C42Org', 'Move-C42User', 'Get-C42LegalHold', 'Set-C42Role')
    PrivateData       = @{
        PSData = @{ ProjectUri = 'https://git.corp.example/ce/C42Tools'; Tags = @('code42','api') }
        Routes = @{
            Org        = 'api/v1/Org'
            OrgDeact   = 'api/v1/OrgDeactivation'
            Role       = 'api/UserRole'
            Move       = 'api/v1/UserMoveProcess'
            User       = 'api/v1/User'
            Computer   = 'api/v1/Computer'
            LegalHold  = 'api/v1/LegalHold'
            Membership = 'api/v1/LegalHoldMembership'
        }
    }
}

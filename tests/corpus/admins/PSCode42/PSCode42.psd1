@{
    RootModule        = 'PSCode42.psm1'
    ModuleVersion     = '0.4.1'
    GUID              = '0e2ab2e0-1fd7-4d2b-bf0f-7f1b02d4c1aa'
    Author            = 'jdoe'
    Description       = 'Wrapper for /api/User, /api/Computer and /api/Org of Code42'
    FunctionsToExport = @('Connect-Code42', 'Get-C42User', 'Get-C42Computer', 'Block-C42User')
    PrivateData       = @{ PSData = @{ Tags = @('Code42', 'CrashPlan'); ProjectUri = 'https://github.com/jdoe/PSCode42' } }
}

@{
    RootModule        = 'C42.psm1'
    ModuleVersion     = '0.4.1'
    Author            = 'somebody'
    Description       = 'Wraps the Code42 API (api/v1/User, api/v1/Org ...)'
    FunctionsToExport = '*'
    PrivateData       = @{ PSData = @{ ProjectUri = 'https://github.com/example/PSCode42' } }
}

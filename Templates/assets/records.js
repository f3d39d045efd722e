/* guides: compact */
var guidesRecords = (function () { return { states: {}, kindOf: function () { return null; }, parse: function () { return { faults: [], limits: [] }; }, evaluate: function () { return { needs: [], results: [] }; }, domainOf: function (t) { return { domain: t }; } }; })();

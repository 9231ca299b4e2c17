import * as fc from "fast-check";

// The score must be the same when it is measured again, and a mutant needs no smallest counterexample.
fc.configureGlobal({ seed: 20010211, endOnFailure: true });

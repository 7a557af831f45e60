import { configureGlobal } from 'fast-check'

// The properties of `npm test` draw the same examples on every machine, so that a failure belongs to the change that
// brought it. `npm run test:long` leaves this out: it draws new ones, and fast-check names the seed of a failure.
configureGlobal({ seed: 20000 })

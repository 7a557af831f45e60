/** Entry of the dedicated worker: the store, offered to the page. */
import { expose } from 'comlink'
import { createStore } from './create-store'
import { browserDeps } from './store-deps'

expose(createStore(browserDeps))

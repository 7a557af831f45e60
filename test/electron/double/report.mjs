/** What the double tells the test that started it, and what the test tells the double, over the process's own channel. */

/**
 * @param {string} what
 * @param {unknown} [details] plain data
 */
export const report = (what, details) => void process.send?.({ what, details })

/** @type {Map<string, (details: any) => unknown>} */
const orders = new Map()

/**
 * Obeys an order of the test and reports `done:<order>` with the result.
 * @param {string} order
 * @param {(details: any) => unknown} act
 */
export const obey = (order, act) => void orders.set(order, act)

process.on('message', async (/** @type {{ order: string, details: unknown }} */ { order, details }) => {
  const act = orders.get(order)
  if (!act) throw new Error(`the double knows no order ${order}`)
  report(`done:${order}`, await act(details))
})
// A test that broke off leaves nothing behind.
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'))
// The channel alone must not keep the program alive.
process.channel?.unref()

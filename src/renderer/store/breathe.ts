/** Lets messages in (a cancel, a commit) between two stretches of work. */
export const breathe = (): Promise<void> =>
  new Promise((done) => {
    const channel = new MessageChannel()
    channel.port1.onmessage = () => {
      channel.port1.close()
      done()
    }
    channel.port2.postMessage(null)
  })

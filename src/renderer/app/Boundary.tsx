import { Component, type ReactNode } from 'react'
import { newFaultId, noteFault, placeOf } from './faults'
import { FaultScreen } from './screens/FaultScreen'
import type { StartUpControl } from './start-up'

type BoundaryProps = { readonly control: StartUpControl; readonly children: ReactNode }
type BoundaryState = { readonly fault: string | null }

/** The one boundary: a defect anywhere below is noted and shown, with a way on. */
export class Boundary extends Component<BoundaryProps, BoundaryState> {
  override state: BoundaryState = { fault: null }

  static getDerivedStateFromError(): BoundaryState {
    return { fault: newFaultId() }
  }

  override componentDidCatch(error: unknown): void {
    const host = this.props.control.info ? this.props.control.host : null
    noteFault(host, `boundary ${placeOf(location.hash)}`, this.state.fault ?? '', error)
  }

  override render(): ReactNode {
    const { fault } = this.state
    if (fault === null) return this.props.children
    const { control } = this.props
    return (
      <FaultScreen
        id={fault}
        readLog={control.info ? () => control.host.call('faults.read', {}) : null}
        onAgain={() => {
          if (control.get().step === 'fault') void control.tryAgain()
          this.setState({ fault: null })
        }}
      />
    )
  }
}

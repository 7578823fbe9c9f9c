export interface MessageBoxOptions {
  readonly message: string
  readonly detail?: string
  readonly buttons: readonly string[]
}

/** `dialog`: what was asked is kept, and answered as a test has laid down; by the first button unless told otherwise. */
export class StandInDialog {
  /** For tests: what was asked, oldest first. */
  readonly asked: MessageBoxOptions[] = []
  /** For tests: which button is pressed the next times. */
  readonly answers: number[] = []

  showMessageBox(options: MessageBoxOptions): Promise<{ readonly response: number }> {
    this.asked.push(options)
    return Promise.resolve({ response: this.answers.shift() ?? 0 })
  }
}

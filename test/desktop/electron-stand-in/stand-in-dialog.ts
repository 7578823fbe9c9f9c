export interface MessageBoxOptions {
  readonly message: string
  readonly detail?: string
  readonly buttons: readonly string[]
}

/** `dialog`: answers as the user that a test is. */
export class StandInDialog {
  /** What was asked by message boxes, oldest first. */
  readonly asked: MessageBoxOptions[] = []
  /** Which button is pressed the next times; the first one without any. */
  readonly answers: number[] = []
  /** What is chosen in the next dialogs, the first one first; without any, they are cancelled. */
  readonly choices: string[] = []
  /** What the dialogs suggested. */
  readonly suggested: (string | undefined)[] = []

  async showMessageBox(options: MessageBoxOptions) {
    this.asked.push(options)
    return await Promise.resolve({ response: this.answers.shift() ?? 0 })
  }

  async showOpenDialog(_window: unknown, { defaultPath }: { readonly defaultPath?: string }) {
    const chosen = this.#choose(defaultPath)
    return { canceled: chosen === undefined, filePaths: chosen === undefined ? [] : [chosen] }
  }

  async showSaveDialog(_window: unknown, { defaultPath }: { readonly defaultPath?: string }) {
    const chosen = this.#choose(defaultPath)
    return { canceled: chosen === undefined, filePath: chosen ?? '' }
  }

  #choose(defaultPath: string | undefined): string | undefined {
    this.suggested.push(defaultPath)
    return this.choices.shift()
  }
}

/** `shell`: keeps what was asked of it. */
export class StandInShell {
  readonly shown: string[] = []

  /** What was opened in the system's browser, oldest first. */
  readonly openedExternally: string[] = []

  async openExternal(address: string): Promise<void> {
    this.openedExternally.push(await Promise.resolve(address))
  }

  showItemInFolder(path: string): void {
    this.shown.push(path)
  }
}

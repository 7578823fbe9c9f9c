/** `dialog`: answers as the user that a test is. */
export class StandInDialog {
  /** What is chosen in the next dialogs, the first one first; without any, they are cancelled. */
  readonly choices: string[] = []
  /** What the dialogs suggested. */
  readonly suggested: (string | undefined)[] = []

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

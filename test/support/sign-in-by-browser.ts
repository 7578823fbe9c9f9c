/** Who signs in. */
export interface BrowserUser {
  readonly username: string
  readonly password: string
}

const mostSteps = 8

/**
 * Does what a person does in a browser: follows where the site leads, and fills in its form.
 *
 * @returns where it leads in the end: an address of our own scheme
 */
export async function signInByBrowser(launchUrl: string, { username, password }: BrowserUser): Promise<string> {
  const cookies = new Map<string, string>()
  let url = new URL(launchUrl)
  for (let step = 0; step < mostSteps; step++) {
    const answer = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(url.pathname === '/login/index.php' && { method: 'POST', body: new URLSearchParams({ username, password }) }),
    })
    await answer.body?.cancel()
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/u.exec(cookie) ?? []
      cookies.set(name, value)
    }
    const location = answer.headers.get('location') ?? ''
    if (!/^https?:|^\//u.test(location)) return location
    url = new URL(location, url)
  }
  throw new Error('The site led in circles.')
}

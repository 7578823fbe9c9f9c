/** As whom the engine knows whoever sits at the app, who has no name here. */
export const desktopRequester = 'desktop app'

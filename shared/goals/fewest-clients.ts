/** Below this, a share or a mean says more about who happens to come than about anything else. */
export const FEWEST_CLIENTS = 10;

/** The cookies of the pages: no script reads them, no other site's form or frame carries them. */
export type Cookies = {
  session: Cookie;
  attempt: Cookie;
  /** A token by which an owner sets up his second factor, for minutes. */
  factor: Cookie;
  /** A therapist's list of today, sealed: it is kept in her browser and nowhere else. */
  list: Cookie;
};

type Cookie = {
  /** Its value in a request, as API Gateway hands cookies over. */
  read(cookies: readonly string[] | undefined): string | undefined;
  set(value: string, maxAgeSeconds: number): string;
  clear(): string;
};

/**
 * Over https a cookie's name begins with `__Host-`: no other host and no plain connection can have set it
 * (RFC 6265bis, 4.1.3.2). Browsers refuse such names and `Secure` without https.
 *
 * `SameSite=Lax`, since the way back from the sign-in page is a navigation from another site.
 */
export function createCookies(origin: string): Cookies {
  const secure = origin.startsWith('https:');
  return {
    session: cookie('session', secure),
    attempt: cookie('sign-in', secure),
    factor: cookie('factor', secure),
    list: cookie('list', secure),
  };
}

function cookie(name: string, secure: boolean): Cookie {
  const fullName = secure ? `__Host-${name}` : name;
  const set = (value: string, maxAgeSeconds: number) =>
    `${fullName}=${value}; Path=/; Max-Age=${maxAgeSeconds}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
  return {
    read: (cookies) =>
      cookies?.find((each) => each.startsWith(`${fullName}=`))?.slice(fullName.length + 1) || undefined,
    set,
    clear: () => set('', 0),
  };
}

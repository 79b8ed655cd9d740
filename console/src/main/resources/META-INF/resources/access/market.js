// Asks the market's addresses. A refusal becomes an error whose message is the market's own sentence.

const PATIENCE_MS = 20_000;

export class Refusal extends Error {
  constructor(status, body) {
    super(body.detail ?? `The server answered ${status}.`);
    this.status = status;
    this.asksPassword = body.ask === 'password';
    this.asksOrganisation = body.ask === 'organisation';
  }
}

/** @returns what the market answers, or null where it has nothing to say */
export async function ask(method, path, body) {
  let response;
  try {
    response = await fetch(path, {
      method,
      cache: 'no-store',
      signal: AbortSignal.timeout(PATIENCE_MS),
      headers: { Accept: 'application/json', ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch (error) {
    throw new Error(
      error.name === 'TimeoutError' ? `No answer within ${PATIENCE_MS / 1000} s. Try again.` : 'The server cannot be reached. Try again.',
    );
  }
  const answer = await response.json().catch(() => null);
  if (!response.ok) {
    throw new Refusal(response.status, answer ?? {});
  }
  return answer;
}

export const whoAmI = () => ask('GET', '/api/me');

const GOING_TO = 'going-to';

/** The page for whoever may see no more than that. */
export function homeOf({ rights }) {
  if (rights.includes('see-market')) {
    return '/';
  }
  if (rights.includes('own:see-money')) {
    return '/me/';
  }
  return rights.includes('manage-people') || rights.includes('manage-tokens') ? '/people/' : '/account/';
}

/** Where the login page goes on to: an address of this market, and no other. */
export function goOnTo(me) {
  if (me.givenPassword) {
    return '/account/';
  }
  const wanted = new URLSearchParams(location.search).get('to') ?? sessionStorage.getItem(GOING_TO);
  sessionStorage.removeItem(GOING_TO);
  if (wanted === null) {
    return homeOf(me);
  }
  // a path that begins with two slashes names another host once it stands alone
  const address = new URL(wanted, location.origin);
  return address.origin === location.origin && !/^[/\\]{2}/.test(address.pathname) && !address.pathname.startsWith('/login')
    ? address.href
    : homeOf(me);
}

/** The way back from the organisation's login, which keeps no address. */
export function rememberWhereTo() {
  const wanted = new URLSearchParams(location.search).get('to');
  if (wanted !== null) {
    sessionStorage.setItem(GOING_TO, wanted);
  }
}

export const toLogin = () => location.assign(`/login.html?to=${encodeURIComponent(location.pathname + location.search)}`);

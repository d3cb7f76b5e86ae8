import { useEffect, useState } from 'react';

/** What the address shows: so a reload stays, and a phone's back button goes from the facts to the talk to the list. */
export interface Route {
  readonly caseId: string | null;
  readonly details: boolean;
}

function readRoute(hash: string): Route {
  const [, caseId, part] = /^#\/cases\/([\w-]+)(\/details)?$/.exec(hash) ?? [];
  return { caseId: caseId ?? null, details: part !== undefined };
}

export function goTo({ caseId, details }: Route): void {
  location.hash = caseId === null ? '#/' : `#/cases/${caseId}${details ? '/details' : ''}`;
}

export function useRoute(): Route {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const take = () => setHash(location.hash);
    window.addEventListener('hashchange', take);
    return () => window.removeEventListener('hashchange', take);
  }, []);
  return readRoute(hash);
}

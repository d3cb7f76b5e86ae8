/**
 * Web Chat makes every card that has buttons a form, a landmark named by the card's own words. A long conversation would be
 * full of landmarks, and a card that is shown twice would be two of one name. As groups they keep their names.
 */
export function watchCardRoles(root: HTMLElement): void {
  const change = () => {
    for (const card of root.querySelectorAll('.ac-adaptiveCard[role="form"]'))
      card.setAttribute('role', 'group');
  };
  new MutationObserver(change).observe(root, {
    childList: true,
    subtree: true,
    attributes: true,
    attributeFilter: ['role'],
  });
}

/** "A check-up on Tuesday" is a visit; "to check up on my appointment" is to ask about one. */
const day =
  '(?:the |this |next )?(?:\\d|\\w+day\\b|\\w*(?:first|second|third|th)\\b|twenty|thirty|' +
  '(?:january|february|march|april|may|june|july|august|september|october|november|december)\\b)';

/** What follows "check up" where it is no visit. */
export const checkedOn = new RegExp(`^\\s*on\\b(?! ${day})`);

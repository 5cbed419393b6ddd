/** What the witness's page says. Short, plain, without promises; `{n}` is filled in (`fill.ts`). */
export const en = {
  title: 'Form',
  language: 'Language',
  leave: 'Leave',
  part: 'Part {n} of {of}. You can stop anywhere.',
  next: 'Next',
  skip: 'Skip',
  back: 'Back',
  clear: 'Clear this answer',
  loading: 'The page is still loading …',
  stays:
    'If this line stays, this browser is too old or a part did not arrive. Load the page again, or use a newer browser.',
  loadingFailed: 'A part of the page did not arrive. What you wrote is still here.',
  again: 'Try again',

  welcome: {
    heading: 'Before you begin',
    wait: 'If you are in danger or your phone may be checked, you can wait. Tell us when you are safe. There is no deadline.',
    doesHeading: 'What this page does',
    does: [
      'You can skip questions and stop at any time.',
      'Nothing you write is sent until you press “Send”.',
      'What you write is locked on this device first. Only those who receive it can open it.',
      'What you write is only in this open page. If the page closes, it is gone.',
    ],
    cannotHeading: 'What it cannot do',
    cannot: [
      'It cannot protect a device that somebody else watches.',
      'It cannot hide that this device opened this address.',
      'It cannot remove the address from the browser’s history.',
    ],
    leave: '“Leave” at the top empties this page at once. Pressing the Shift key three times does the same.',
    start: 'Start',
  },

  length: {
    heading: 'How much would you like to tell now?',
    help: 'You can stop anywhere. You can also tell more later, before you send.',
    express: 'The short way',
    expressHelp: 'About ten questions, a few minutes.',
    short: 'More',
    shortHelp: 'Also when and where it happened, and to whom. About half an hour.',
    full: 'Everything',
    fullHelp: 'For people in safety, or with a helper. It can take more than an hour.',
    loading: 'The questions are on their way …',
    failed: 'The other questions did not arrive. You can go on with these, or choose again.',
    stays: 'Some of your answers belong to the longer way and would not be sent. So it stays.',
  },

  check: {
    heading: 'Check your answers',
    intro: 'You can change anything. Nothing has been sent.',
    empty: 'Not answered',
    no: 'No (not answered)',
    change: 'Change',
    more: 'Tell more',
    toCheck: 'Back to your answers',
    contactOnly: 'Only the people who are in charge of contact can open this part.',
    send: 'Send',
    summary: 'Something is still needed',
    keep: 'Say “Yes” to keeping your account. Without it we cannot receive it.',
    content: 'Write at least a few words about what happened, or add a file.',
    tooLong: 'This text is too long. It can have {n}.',
    characters: { one: '{n} character', few: '{n} characters', many: '{n} characters', other: '{n} characters' },
    left: 'Questions without an answer: {n}',
  },

  state: {
    notSent: 'Not sent yet',
    checking: 'Not sent yet: checking who receives it',
    locking: 'Not sent yet: locking the text',
    sending: 'Not sent yet: the text is on its way',
    received: 'Received',
  },

  sending: {
    heading: 'Sending',
    stay: 'Please keep this page open. On a slow line this can take a few minutes.',
    failed: 'Not sent yet',
    kept: 'Everything you wrote is still on this page.',
    again: 'Send again',
  },

  blocked: 'This page cannot send',

  reason: {
    offline: 'No answer came. The connection may have broken. You can send again: it is kept only once.',
    busy: 'Too much is arriving at this moment. You can wait a little and send again.',
    full: 'There is no room to receive it at this moment. You can send again later.',
    'not-set-up': 'Nobody can receive anything here yet. Nothing you wrote has left this device.',
    link: 'The link is not complete. Nothing you wrote has left this device. Open the link exactly as you were given it.',
    form: 'The questions did not arrive as they should. Nothing you wrote has left this device.',
    'wrong-key':
      'This page does not fit the organisation or the link that you were given. Nothing you wrote has left this device. Please do not write here.',
    untrusted:
      'The keys that came with this page cannot be trusted. Somebody may have changed them. Nothing you wrote has left this device.',
    expired:
      'The key that would lock your account is too old. Nothing was received. Look whether the date on this device is right, or try later.',
    'too-large': 'The text is too long to be sent. Nothing was received. You can shorten it.',
    library: 'A part of the page that locks your account did not arrive. Nothing you wrote has left this device.',
    refused: 'It was not accepted. Nothing was received. You can send again later.',
    fault: 'Something went wrong on this page. You can send again: it is kept only once.',
  },
  reasonCode: 'For whoever helps you: {n}',

  code: {
    heading: 'Your account has arrived',
    kept: 'It is kept locked.',
    title: 'Your code',
    what: 'This code is the only way to come back to what you sent. It does not open what you told.',
    once: 'It is shown only now. This device does not keep it. Whoever finds a note of it learns that you wrote, but not what.',
    noted: 'I have noted the code',
    without: 'Go on without the code',
  },

  typeBack: {
    heading: 'Type two groups of your code',
    help: 'This shows whether it was noted right.',
    group: 'Group {n}',
    summary: 'This is not what the code says',
    wrong: 'Group {n} is different.',
    check: 'Check',
    show: 'Show the code again',
  },

  finished: {
    heading: 'You have finished',
    close: 'You may close this page. You don’t have to do anything else.',
    empty: 'What you wrote is no longer on this page.',
  },

  neutral: {
    heading: 'Multiplication table',
  },

  noScript:
    'This page needs JavaScript: it locks what you write before it leaves your device. Without it the page takes nothing.',
}

/** The shape that every language has. */
export type WitnessWords = typeof en

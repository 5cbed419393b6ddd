/** Takes out of a browser, before any script runs, what came after Chromium 100 and Firefox 115. What would not go stands in `leftOver`. */
export const MAKE_OLDER = `(() => {
  const gone = {
    Array: ['fromAsync'],
    'Array.prototype': ['toSorted', 'toReversed', 'toSpliced', 'with', 'group', 'groupToMap'],
    'Uint8Array.__proto__.prototype': ['toSorted', 'toReversed', 'with'],
    Uint8Array: ['fromBase64', 'fromHex'],
    'Uint8Array.prototype': ['toBase64', 'toHex', 'setFromBase64', 'setFromHex'],
    'ArrayBuffer.prototype': ['transfer', 'transferToFixedLength', 'resize'],
    Object: ['groupBy'],
    Map: ['groupBy'],
    'Map.prototype': ['getOrInsert', 'getOrInsertComputed'],
    'Set.prototype': ['union', 'intersection', 'difference', 'symmetricDifference', 'isSubsetOf', 'isSupersetOf', 'isDisjointFrom'],
    Promise: ['withResolvers', 'try'],
    'String.prototype': ['isWellFormed', 'toWellFormed'],
    'ReadableStream': ['from'],
    'ReadableStream.prototype': [Symbol.asyncIterator, 'values'],
    Math: ['f16round', 'sumPrecise'],
    Atomics: ['waitAsync', 'pause'],
    JSON: ['rawJSON', 'isRawJSON'],
    Error: ['isError'],
    RegExp: ['escape'],
    URL: ['canParse', 'parse'],
    'URLSearchParams.prototype': ['size'],
    AbortSignal: ['any', 'timeout'],
    CSS: ['highlights'],
    'Element.prototype': ['checkVisibility', 'setHTMLUnsafe', 'setHTML', 'getHTML'],
    'HTMLElement.prototype': ['popover', 'showPopover', 'hidePopover', 'togglePopover', 'inert'],
    'Document.prototype': ['startViewTransition'],
    'Element.prototype ': ['moveBefore'],
    'Node.prototype ': ['moveBefore'],
    'Response.prototype': ['bytes'],
    'Blob.prototype': ['bytes'],
    'Navigator.prototype': ['userActivation', 'virtualKeyboard'],
    'Iterator.prototype': ['map', 'filter', 'take', 'drop', 'flatMap', 'reduce', 'toArray', 'forEach', 'some', 'every', 'find'],
    globalThis: ['Iterator', 'navigation', 'Navigation', 'NavigateEvent', 'scheduler', 'Scheduler', 'TaskController', 'DecompressionStream',
      'CompressionStream', 'CloseWatcher', 'Highlight', 'Float16Array', 'SuppressedError', 'DisposableStack', 'AsyncDisposableStack', 'ViewTransition',
      'CookieStore', 'cookieStore', 'FragmentDirective', 'EditContext', 'Observable'],
  }
  const left = []
  for (const [path, names] of Object.entries(gone)) {
    const owner = path.trim().split('.').reduce((at, name) => at && at[name], globalThis)
    if (!owner) continue
    for (const name of names) {
      delete owner[name]
      if (name in owner) left.push(path + '.' + String(name))
    }
  }
  globalThis.leftOver = left
})()`

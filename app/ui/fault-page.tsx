import { Component, type ReactNode } from 'react'

/** The page for a wrong address and for a fault of ours: says what happened and what to do, in the reader's language. */
export function FaultPage({ language, missing }: { language: string; missing: boolean }) {
  const words = WORDS[language as keyof typeof WORDS] ?? WORDS.uk
  return (
    <main className="fault-page" lang={language in WORDS ? language : 'uk'}>
      <h1>{missing ? words.missing : words.fault}</h1>
      <p>{missing ? words.missingHelp : words.faultHelp}</p>
      <p>
        <a href="/">{words.home}</a>
      </p>
    </main>
  )
}

/** Shows the fault page in the place of a page that broke, where no router does. */
export class FaultBoundary extends Component<{ language: string; children: ReactNode }, { broken: boolean }> {
  override state = { broken: false }

  static getDerivedStateFromError() {
    return { broken: true }
  }

  override render() {
    return this.state.broken ? <FaultPage language={this.props.language} missing={false} /> : this.props.children
  }
}

const WORDS = {
  uk: {
    missing: 'Тут нічого немає',
    missingHelp: 'Можливо, в адресі помилка.',
    fault: 'Сталася помилка на нашому боці',
    faultHelp: 'Відкрийте сторінку ще раз трохи згодом.',
    home: 'На початок',
  },
  ru: {
    missing: 'Здесь ничего нет',
    missingHelp: 'Возможно, в адресе ошибка.',
    fault: 'Произошла ошибка на нашей стороне',
    faultHelp: 'Откройте страницу ещё раз немного позже.',
    home: 'В начало',
  },
  en: {
    missing: 'There is nothing here',
    missingHelp: 'The address may have a mistake in it.',
    fault: 'Something went wrong on our side',
    faultHelp: 'Please open the page again in a while.',
    home: 'To the beginning',
  },
}

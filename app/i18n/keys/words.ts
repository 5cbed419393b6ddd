import { useDeskLanguage } from '../desk/language.tsx'
import { en } from './en.ts'
import { uk } from './uk.ts'

/** The words of keyring, set-up, people, keys and recovery in the desk's language. */
export function useKeysWords(): typeof en {
  return useDeskLanguage().language === 'uk' ? uk : en
}

import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { EvidenceWords } from '#app/i18n/evidence/en.ts'
import { codesOf, slotOf } from '#app/testimony/draft.ts'
import type { Field } from '#app/testimony/form.ts'
import { Button } from '#app/ui/button.tsx'
import { Notice } from '#app/ui/notice.tsx'
import type { HeldFile } from '../files/held-files.ts'
import { useHeldFiles } from '../files/use-held-files.ts'
import { Labelled, type AnswerProps } from '../labelled.tsx'
import { Say } from '../say.tsx'
import { AudioFile } from './audio-file.tsx'
import { nameRecording } from './container.ts'
import { MicrophoneIcon } from './icons.tsx'
import { nameAll } from './names.ts'
import { Recorded } from './recorded.tsx'
import { canRecord, type Ending, type Recording } from './recorder.ts'
import { RecordingPanel } from './recording-panel.tsx'
import { rememberSpoken } from './spoken.ts'
import { useRecorder } from './use-recorder.ts'
import './voice.css'

export type VoiceProps = AnswerProps<Extract<Field, { type: 'audio' }>>

const MINUTE = 60_000

/** An account that is spoken: recorded here, or a file that was made elsewhere. It is held by this page alone. */
export function VoiceAnswer({ field, draft, item, alone, onAnswer, words }: VoiceProps & { words: EvidenceWords }) {
  const { voice } = words
  const slot = slotOf(field.id, item)
  const { held } = useHeldFiles()
  const ids = codesOf(draft, slot)
  const now = useRef(ids)
  now.current = ids
  // What is taken off stays as a line, so that it can be put back where it was; it goes with the screen.
  const [lines, setLines] = useState(ids)
  const shown = [...lines, ...ids.filter(id => !lines.includes(id))].flatMap(id => held.get(id) ?? [])
  const shownNow = useRef(shown)
  shownNow.current = shown
  useLayoutEffect(
    () => () => {
      for (const { id } of shownNow.current) if (!now.current.includes(id)) held.drop(id)
    },
    [held],
  )
  const [open, setOpen] = useState(false)
  const [replaced, setReplaced] = useState<string | null>(null)
  const [ended, setEnded] = useState<Ending | null>(null)
  const [unread, setUnread] = useState(false)
  const [moved, setMoved] = useState({ id: '' })
  const place = useRef<HTMLDivElement>(null)
  const begins = useRef<HTMLDivElement>(null)
  const opened = useRef(open)
  // What is pressed goes away: the focus goes to what comes in its place.
  useEffect(() => {
    if (opened.current && !open) begins.current?.querySelector('button')?.focus()
    opened.current = open
  }, [open])
  useEffect(() => {
    if (moved.id) place.current?.querySelector<HTMLElement>(`[data-line="${moved.id}"] button`)?.focus()
  }, [moved])

  const answer = (kept: readonly string[]) => {
    now.current = kept
    onAnswer(kept.length > 0 ? kept : undefined)
  }
  const add = (one: HeldFile, instead: string | null) => {
    const at = instead === null ? -1 : now.current.indexOf(instead)
    const before = at < 0 ? now.current : now.current.slice(0, at)
    answer([...before, one.id, ...(at < 0 ? [] : now.current.slice(at + 1))])
    setLines(known => (at < 0 ? [...known, one.id] : known.map(id => (id === instead ? one.id : id))))
    if (at >= 0) held.drop(instead!)
    setMoved({ id: one.id })
  }
  const keep = ({ file, ms, playable }: Recording, ending: Ending) => {
    rememberSpoken(file, { ms, playable })
    const name = nameNext(held.list(), file.type)
    add(held.hold(file, { name, picker: 'microphone', modified: null }), replaced)
    setReplaced(null)
    setEnded(ending)
    setOpen(false)
  }
  const { recorder, state, start, reset } = useRecorder(field.maxMinutes * MINUTE, keep)
  const running = ['asking', 'recording', 'paused', 'ending'].includes(state.is)
  const can = canRecord()

  const close = () => {
    reset()
    setReplaced(null)
    setOpen(false)
  }
  const takeFile = (file: File) => {
    setUnread(file.size === 0)
    if (file.size > 0) add(held.hold(file, { name: file.name, picker: 'any', modified: file.lastModified }), null)
  }
  const begin = (instead: string | null) => {
    reset()
    setEnded(null)
    setUnread(false)
    setReplaced(instead)
    setOpen(true)
  }
  const takeOff = (id: string) => {
    setLines(shown.map(one => one.id))
    answer(ids.filter(one => one !== id))
    setMoved({ id })
  }
  const putBack = (id: string) => {
    answer(shown.map(one => one.id).filter(one => one === id || ids.includes(one)))
    setMoved({ id })
  }
  const names = nameAll(shown, voice.one)
  const nameOf = ({ id }: HeldFile) => names.get(id) ?? ''

  return (
    <Labelled field={field} slot={slot} alone={alone}>
      {({ id, labelledBy, describedBy }) => (
        <div
          className="voice"
          id={id}
          role="group"
          aria-labelledby={labelledBy}
          aria-describedby={describedBy}
          ref={place}
        >
          {shown.length > 0 ? (
            <ul className="voice-list">
              {shown.map(one => (
                <li key={one.id} data-line={one.id}>
                  {ids.includes(one.id) ? (
                    <Recorded
                      held={one}
                      name={nameOf(one)}
                      words={voice}
                      busy={running}
                      onAgain={one.picker === 'microphone' && can ? () => begin(one.id) : undefined}
                      onTakeOff={() => takeOff(one.id)}
                    />
                  ) : (
                    <div className="voice-ways">
                      <p className="quiet">
                        <Say text={voice.takenOff} values={{ item: nameOf(one) }} />
                      </p>
                      <Button kind="text" onClick={() => putBack(one.id)}>
                        <Say text={voice.undo} />
                        <span className="hidden-but-read">: {nameOf(one)}</span>
                      </Button>
                    </div>
                  )}
                </li>
              ))}
            </ul>
          ) : null}
          <div role="status" className="voice-said">
            {unread ? <Say text={voice.failed.file} /> : null}
            {ended && !open && ids.length > 0 ? (
              <>
                <Say text={ended === 'asked' ? voice.recorded : voice.ended[ended]} /> <Say text={voice.here} />
              </>
            ) : null}
          </div>
          {open ? (
            <RecordingPanel
              recorder={recorder}
              state={state}
              minutes={field.maxMinutes}
              words={words}
              onStart={start}
              onNot={close}
            />
          ) : null}
          {running ? null : (
            <>
              {can ? null : (
                <Notice>
                  <p>
                    <Say text={voice.failed.missing} />
                  </p>
                </Notice>
              )}
              <div className="voice-ways" ref={begins}>
                {can && !open ? (
                  <Button onClick={() => begin(null)}>
                    <MicrophoneIcon />
                    <Say text={ids.length > 0 ? voice.more : voice.record} />
                  </Button>
                ) : null}
                <AudioFile words={voice} only={!can || state.is === 'failed'} onFile={takeFile} />
              </div>
            </>
          )}
        </div>
      )}
    </Labelled>
  )
}

/** A name that no file of the page has. */
function nameNext(files: readonly HeldFile[], type: string): string {
  let n = 1
  while (files.some(one => one.name === nameRecording(n, type))) n++
  return nameRecording(n, type)
}

import { useEffect, useRef, useState } from 'react'
import type { EvidenceWords } from '#app/i18n/evidence/en.ts'
import { slotOf } from '#app/testimony/draft.ts'
import { oneLine } from '#app/testimony/visible-text.ts'
import { Button } from '#app/ui/button.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { describeSize } from '../files/describe-size.ts'
import { HiddenDataPart } from '../files/hidden-data.tsx'
import { Labelled } from '../labelled.tsx'
import { Say } from '../say.tsx'
import { useWords } from '../witness.tsx'
import { AudioFile } from './audio-file.tsx'
import { nameRecording } from './container.ts'
import { MicrophoneIcon } from './icons.tsx'
import { nameAll } from './names.ts'
import { Recorded } from './recorded.tsx'
import { canRecord, type Ending, type Recording } from './recorder.ts'
import { RecordingPanel } from './recording-panel.tsx'
import { rememberSpoken } from './spoken.ts'
import { useAudioFile } from './use-audio-file.ts'
import { useHeldVoice } from './use-held-voice.ts'
import { useRecorder } from './use-recorder.ts'
import type { VoiceProps } from './voice-props.ts'
import '../files/files-screen.css'
import './voice.css'

const MINUTE = 60_000

/** An account that is spoken: recorded here, or a file that was made elsewhere. It is held by this page alone. */
export function VoiceAnswer(props: VoiceProps & { words: EvidenceWords }) {
  const { field, item, alone, guard, maxFileBytes, words } = props
  const { voice } = words
  const { language } = useWords()
  const { held, ids, shown, moved, add, takeOff, putBack } = useHeldVoice(props)
  const { news, take, choose, forgetNews } = useAudioFile(props, held)
  const [open, setOpen] = useState(false)
  const [replaced, setReplaced] = useState<string | null>(null)
  const [ended, setEnded] = useState<Ending | null>(null)

  const keep = ({ file, ms, playable }: Recording, ending: Ending) => {
    rememberSpoken(file, { ms, playable })
    const names = held.list().map(one => one.name)
    add(held.hold(file, { name: nextName(names, file.type), picker: 'microphone', modified: null }), replaced)
    setReplaced(null)
    setEnded(ending)
    setOpen(false)
  }
  const { recorder, state, start, reset } = useRecorder(field.maxMinutes * MINUTE, keep)
  const running = ['asking', 'recording', 'paused', 'ending'].includes(state.is)
  const can = canRecord()

  // “Next” ends a recording and waits: it can be heard before it counts, and whether others may hear it is asked then.
  useEffect(() => {
    guard.current = () => {
      const going = recorder !== null && ['recording', 'paused', 'ending'].includes(recorder.state().is)
      recorder?.stop()
      return going
    }
    return () => {
      guard.current = null
    }
  }, [guard, recorder])

  // What is pressed goes away: the focus goes to what comes in its place.
  const place = useRef<HTMLDivElement>(null)
  const begins = useRef<HTMLDivElement>(null)
  const opened = useRef(open)
  useEffect(() => {
    if (opened.current && !open) begins.current?.querySelector('button')?.focus()
    opened.current = open
  }, [open])
  useEffect(() => {
    if (moved.id) place.current?.querySelector<HTMLElement>(`[data-line="${moved.id}"] button`)?.focus()
  }, [moved])

  const begin = (instead: string | null) => {
    reset()
    forgetNews()
    setEnded(null)
    setReplaced(instead)
    setOpen(true)
  }
  const close = () => {
    reset()
    setReplaced(null)
    setOpen(false)
  }
  const takeFile = async (file: File) => {
    setEnded(null)
    const taken = await take(file)
    if (taken) add(taken)
  }
  const names = nameAll(shown, voice.one)

  return (
    <Labelled field={field} slot={slotOf(field.id, item)} alone={alone}>
      {({ id: control, labelledBy, describedBy }) => (
        <div
          className="voice"
          id={control}
          role="group"
          aria-labelledby={labelledBy}
          aria-describedby={describedBy}
          ref={place}
        >
          {shown.length > 0 ? <ul className="voice-list">{shown.map(showLine)}</ul> : null}
          <div role="status" className="voice-said">
            {news ? (
              <Say
                text={news.why === 'notRemoved' ? words.files.notRemoved : words.files.refused[news.why]}
                values={{
                  item: `\u2068${oneLine(news.name, 60)}\u2069`,
                  size: describeSize(maxFileBytes, language, words.files),
                }}
              />
            ) : null}
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
          {can || running ? null : (
            <Notice>
              <p>
                <Say text={voice.failed.missing} />
              </p>
            </Notice>
          )}
          {running ? null : (
            <div className="voice-ways" ref={begins}>
              {can && !open ? (
                <Button onClick={() => begin(null)}>
                  <MicrophoneIcon />
                  <Say text={ids.length > 0 ? voice.more : voice.record} />
                </Button>
              ) : null}
              <AudioFile words={voice} only={!can || state.is === 'failed'} onFile={file => void takeFile(file)} />
            </div>
          )}
        </div>
      )}
    </Labelled>
  )

  function showLine(one: (typeof shown)[number]) {
    const { id, picker } = one
    const name = names.get(id) ?? ''
    const spoken = picker === 'microphone'
    return (
      <li key={id} data-line={id}>
        {ids.includes(id) ? (
          <Recorded
            held={one}
            name={name}
            words={voice}
            busy={running}
            onAgain={spoken && can ? () => begin(id) : undefined}
            onTakeOff={() => takeOff(id)}
          >
            {spoken ? null : (
              <HiddenDataPart
                file={one}
                words={words.files}
                onChoose={choice => choose(one, choice, () => takeOff(id))}
              />
            )}
          </Recorded>
        ) : (
          <div className="voice-ways">
            <p className="quiet">
              <Say text={voice.takenOff} values={{ item: name }} />
            </p>
            <Button kind="text" onClick={() => putBack(id)}>
              <Say text={voice.undo} />
              <span className="hidden-but-read">: {name}</span>
            </Button>
          </div>
        )}
      </li>
    )
  }
}

/** A name that no file of the page has. */
function nextName(taken: readonly string[], type: string): string {
  let n = 1
  while (taken.includes(nameRecording(n, type))) n++
  return nameRecording(n, type)
}

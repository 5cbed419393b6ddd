import { describe, expect, it } from 'vitest'
import { chooseContainer, nameRecording } from './container.ts'

const all = () => true

describe('the container of a recording', () => {
  it('is WebM with Opus where it is made well', () => {
    expect(chooseContainer(all, 'Google Inc.')).toBe('audio/webm;codecs=opus')
    expect(chooseContainer(all, '')).toBe('audio/webm;codecs=opus')
  })

  it('is MP4 on Apple’s engine, which says that it makes WebM and does not', () => {
    expect(chooseContainer(all, 'Apple Computer, Inc.')).toBe('audio/mp4')
  })

  it('is what the browser makes where it makes none of the known ones', () => {
    expect(chooseContainer(type => type === 'audio/ogg;codecs=opus', '')).toBe('audio/ogg;codecs=opus')
    expect(chooseContainer(() => false, '')).toBe('')
    expect(chooseContainer(() => false, 'Apple Computer, Inc.')).toBe('')
  })

  it('gives a name that says nothing of when it was recorded', () => {
    expect(nameRecording(1, 'audio/webm;codecs=opus')).toBe('voice-1.webm')
    expect(nameRecording(2, 'audio/mp4')).toBe('voice-2.m4a')
    expect(nameRecording(3, 'audio/OGG; codecs=opus')).toBe('voice-3.ogg')
    expect(nameRecording(4, 'audio/x-new')).toBe('voice-4')
    expect(nameRecording(5, '')).toBe('voice-5')
  })
})

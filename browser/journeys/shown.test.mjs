// What the morning suggests counts as shown when somebody looks at it: the page says so, or a form sent from it.

import assert from 'node:assert/strict'
import { it } from 'node:test'
import { journey } from './stage.mjs'

const day = 24 * 60 * 60 * 1000
const daysAgo = count => new Date(Date.now() - count * day).toISOString().slice(0, 10)

/** A book of today: weekly coffees with one person, then five weeks of silence. */
const quiet = [
  ['meet', 'Mei Tanaka'],
  ...Array.from({ length: 12 }, (_, week) => ['log', 'coffee', 'mei', 'how the audit is going', '--on', daysAgo(36 + 7 * week)])
]

journey('what was shown', stage => {
  /** The requests to the address where a page says it, while a step is done. */
  const told = async (page, step) => {
    const heard = []
    page.on('response', answer => {
      if (new URL(answer.url()).pathname === '/shown') heard.push(answer.status())
    })
    await step()
    return heard
  }

  it('is said by no page without script', () => stage.as({ script: false }, async page => {
    assert.deepEqual(await told(page, () => page.goto('/')), [])
    assert.ok(await page.getByRole('heading', { name: 'Mei Tanaka' }).count() > 0, 'Mei is suggested')
  }))

  it('is said by the page, in silence', () => stage.as({}, async (page, complaints) => {
    const heard = await told(page, async () => {
      const said = page.waitForResponse(answer => new URL(answer.url()).pathname === '/shown')
      await page.goto('/')
      await said
    })
    assert.deepEqual(heard, [200])
    assert.deepEqual(complaints, [])
  }))

  it('is not said by other pages', () => stage.as({}, async page => {
    assert.deepEqual(await told(page, () => page.goto('/people', { waitUntil: 'networkidle' })), [])
  }))
}, ['serve', '--port', '0'], quiet)

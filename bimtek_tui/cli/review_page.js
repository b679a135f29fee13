const bar = document.querySelector('.saring')
const choices = [...bar.querySelectorAll('select')]
const shown = bar.querySelector('output')
const part = document.querySelector('.sebagian')
const entries = [...document.querySelectorAll('.kelompok tbody')]
const fits = (entry, choice) => ` ${entry.dataset[choice.name]} `.includes(` ${choice.value} `)
const apply = () => {
  const chosen = choices.filter(choice => choice.value)
  for (const entry of entries) entry.hidden = !chosen.every(choice => fits(entry, choice))
  for (const place of document.querySelectorAll('section, .kelompok, .kelompok table'))
    place.hidden = chosen.length > 0 && !place.querySelector('.kelompok tbody:not([hidden])')
  for (const line of document.querySelectorAll('nav li')) line.hidden = document.querySelector(line.querySelector('a').hash).hidden
  shown.textContent = entries.reduce((sum, entry) => sum + (entry.hidden ? 0 : Number(entry.dataset.entries || 1)), 0)
  part.hidden = !chosen.length
  part.querySelector('b').textContent = chosen.map(choice => `${choice.labels[0].firstChild.data}: ${choice.selectedOptions[0].text}`).join('; ')
}
for (const choice of choices) choice.addEventListener('change', apply)
bar.querySelector('button').addEventListener('click', () => {
  for (const choice of choices) choice.value = ''
  apply()
})
bar.hidden = false
apply()

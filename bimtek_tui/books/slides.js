"use strict"
const pages = [...document.querySelectorAll("section")]
const shown = document.getElementById("halaman")
const steps = { ArrowRight: 1, ArrowDown: 1, PageDown: 1, " ": 1, Enter: 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1, Backspace: -1 }
let here = 0
function turn(to) {
  here = Math.min(Math.max(to, 0), pages.length - 1)
  pages[here].scrollIntoView()
  tell()
}
function tell() { shown.value = `${here + 1}/${pages.length}` }
addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || (event.target.tagName === "BUTTON" && (event.key === " " || event.key === "Enter"))) return
  if (event.key === "Home" || event.key === "End") turn(event.key === "Home" ? 0 : pages.length - 1)
  else if (event.key in steps) turn(here + steps[event.key])
  else return
  event.preventDefault()
})
document.getElementById("mundur").addEventListener("click", () => turn(here - 1))
document.getElementById("maju").addEventListener("click", () => turn(here + 1))
for (const page of pages) new IntersectionObserver((seen) => {
  if (seen[0].isIntersecting) { here = pages.indexOf(page); tell() }
}, { threshold: 0.6 }).observe(page)
